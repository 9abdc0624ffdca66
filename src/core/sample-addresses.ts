// Addresses within sites as they occur, each with what may leave the browser of it. No product code imports it.

/** Places: nothing in them says who is there. */
const places = `
/
/pricing
/about-us
/blog
/blog/2026/11/how-to-ask-one-good-question
/blog/2026-11-21-a-year-in-numbers
/news/2026/11/21
/archive/20261
/docs/v1.2.3/getting-started.html
/docs/latest/api/classes/Map
/docs/10.0.0/upgrade
/order/12345
/orders/99999/returns
/product/42
/products/tea-green-250g
/products/iphone-15-pro-max
/category/shoes/size-44
/p/4006
/shop/cart
/shop/checkout/step-3
/shop/checkout/thanks
/events/2026
/events/11-22
/jobs/senior-typescript-engineer
/internationalisation-and-localisation
/questions-and-answers-about-shipping
/de/ueber-uns
/fr/a-propos
/pt-br/precos
/zh-hant/ding-jia
/%E6%96%87%E6%A1%A3/intro
/%C3%BCber-uns
/caf%C3%A9/menu
/\u6587\u6863/\u4ecb\u7ecd
/support/tickets
/support/articles/8123-how-to-return
/tags/c%2B%2B
/tags/node.js
/index.php
/index.html
/default.aspx
/wp-content/uploads/logo.png
/app/#/settings
/app/#/orders/17
/app/#!/inbox/4
/faq#delivery
/guide#chapter-12
/search?q=green+tea
/search?q=tea&page=2
/list?sort=price&order=asc
/list?page=12&size=50
/list?from=2026-01-01&to=2026-12-31
/map?zoom=12
/video?t=90
/?ref=newsletter
/?utm_source=mail&utm_medium=social&utm_campaign=autumn-2026
/compare?ids=12,34,56
/a/b/c/d/e/f
/room/101
/flight/LH-400
/isbn/3-16-14
/chapter-1/section-2/page-3
/release/24.04
/release/2026.11.22
/api/v2/status
/robots.txt
/sitemap.xml
/unsubscribe
/reset-password
/verify-email
/invite
/welcome-back
/~guest
/blog/10-tips-for-better-surveys
/blog/how-we-got-1000-customers-in-90-days
/docs/migrating-from-version-2-to-version-3
/best-of-the-2025-2026-winter-season
/meeting/2026-11-22T10-15
/size/1920x1080
/color/ff8800
/hash/a1b2c3d
/commit/4f2a9c1
/team/anna-maria
/author/jane-doe
`;

/** People and secrets, and what is left of each address. */
const masked = `
/order/123456 -> /order/*
/order/123456/items/7 -> /order/*/items/7
/order-20261121 -> /order-*
/a/1234567/b/7654321 -> /a/*/b/*
/invoice/000123456.pdf -> /invoice/*.pdf
/customer/10002345 -> /customer/*
/customers/10002345/edit -> /customers/*/edit
/ticket/2026112200017 -> /ticket/*
/kundennummer-4711081 -> /kundennummer-*
/u/100000000000001 -> /u/*
/u/100000000000001/photos -> /u/*/photos
/track/1Z999AA10123456784 -> /track/1Z999AA*
/parcel/00340434161094042557 -> /parcel/*
/patient/AB123456 -> /patient/AB*
/passport/C01X00T478 -> /passport/C01X00T478
/phone/+4915112345678 -> /phone/+*
/phone/004915112345678 -> /phone/*
/phone/555-123-4567 -> /phone/*
/phone/(555)123-4567 -> /phone/(555)123-4567
/phone/+1-555-123-4567 -> /phone/+*
/phone/+44.20.7946.0958 -> /phone/+*
/phone/+49_151_1234_5678 -> /phone/+*
/call?to=+33+1+23+45+67+89 -> /call?to=+*
/call?to=0151+1234+5678 -> /call?to=*
/ssn/123-45-6789 -> /ssn/*
/card/4111111111111111 -> /card/*
/card/4111-1111-1111-1111 -> /card/*
/card/4111.1111.1111.1111 -> /card/*
/iban/DE89370400440532013000 -> /iban/*
/iban/DE89-3704-0044-0532-0130-00 -> /iban/*
/iban/GB29NWBK60161331926819 -> /iban/*
/tax/12.345.678-9 -> /tax/*
/cpf/123.456.789-09 -> /cpf/*
/ahv/756.1234.5678.97 -> /ahv/*
/jo@acme.example -> /*
/jo@acme.example/ -> /*/
/user/jo@acme.example/settings -> /user/*/settings
/user/jo%40acme.example -> /user/*
/user/JO%40ACME.EXAMPLE/x -> /user/*/x
/user/jo%2540acme.example -> /user/*
/user/jo%252540acme.example/x -> /user/*/x
/u/jo+tag@acme.example -> /u/*
/u/jo%2Btag%40acme.example -> /u/*
/u/first.last@mail.acme.example -> /u/*
/u/o'brien@acme.example -> /u/*
/u/j\u00f6rg@b\u00fccher.example -> /u/*
/@jo -> /*
/@jo/posts/12 -> /*/posts/12
/users/@me -> /users/*
/mailto:jo@acme.example -> /*
/confirm;email=jo@acme.example -> /confirm;email=*
/share/jo@acme.example,ann@acme.example -> /share/*
/reset/9f86d081884c7d659a2feaa0c55ad015 -> /reset/*
/reset/9F86D081884C7D659A2FEAA0C55AD015 -> /reset/*
/reset/9f86d081884c7d659a2feaa0c55ad015/done -> /reset/*/done
/sha/da39a3ee5e6b4b0d3255bfef95601890afd80709 -> /sha/*
/s/0195e1c2-7a3b-7def-8abc-0123456789ab -> /s/*
/s/0195E1C2-7A3B-7DEF-8ABC-0123456789AB/pay -> /s/*/pay
/s/%7B0195e1c2-7a3b-7def-8abc-0123456789ab%7D -> /s/%*%7D
/session/01JD3Z7QH8X9V2K4M6N8P0R2T4 -> /session/*
/ksuid/1srOrx2ZWZBpBUvZwXKQmoEYga2 -> /ksuid/*
/mongo/507f1f77bcf86cd799439011 -> /mongo/*
/doc/1BxiMVs0XRA5nFMdKvBdBZjgmUUqptlbs74OgvE2upms/edit -> /doc/*/edit
/invite/abcdefghijklmnopqrs1 -> /invite/*
/invite/1abcdefghijklmnopqrs/accept -> /invite/*/accept
/t/ab_cd-ef_gh-ij_kl-mn1 -> /t/*
/jwt/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0 -> /jwt/*.*.*
/magic/V1StGXR8_Z5jdHi6B-myT -> /magic/*
/key/sk_live_51H8abcDEFghiJKLmnop -> /key/*
/key/AKIAIOSFODNN7EXAMPLE -> /key/*
/key/ghp_16C7e42F292c6912E7710c838347Ae178B4a -> /key/*
/hook/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXX1 -> /hook/T*/B*/*
/unsubscribe/TmV2ZXIgZ29ubmEgZ2l2ZSB5b3UgdXA1 -> /unsubscribe/*
/ip/192.168.100.200 -> /ip/*
/ip/10.20.30.40 -> /ip/10.20.30.40
/geo/52.520008,13.404954 -> /geo/52.*,13.*
/at/1763805600 -> /at/*
/reset/1234567890abcdef1234abcd -> /reset/*
/born/19840217 -> /born/*
/search?q=jo@acme.example -> /search?q=*
/search?q=jo%40acme.example&page=2 -> /search?q=*&page=2
/search?email=jo@acme.example&next=/home -> /search?email=*&next=/home
/login?user=jo%40acme.example#top -> /login?user=*#top
/login?next=%2Fu%2Fjo%40acme.example -> /login?next=*
/callback?code=4f9a1c7e2b8d4f9a1c7e2b8d&state=home -> /callback?code=*&state=home
/callback?id_token=eyJhbGciOiJSUzI1NiJ9.eyJlbWFpbCI6ImpvIn0123456.abcDEF123456ghiJKL789mno -> /callback?id_token=*.*.*
/callback#access_token=ya29a0AfH6SMBx7890QwErTyUiOp&type=bearer -> /callback#access_token=*&type=bearer
/pay?card=4111111111111111&cvc=123 -> /pay?card=*&cvc=123
/pay?session=cs_test_a1b2c3d4e5f6g7h8 -> /pay?session=*
/?gclid=EAIaIQobChMI1234567890abcdefGHIJ -> /?gclid=*
/?fbclid=IwAR0abcdefghijklmnop_qrstuvwxyz12345 -> /?fbclid=*
/?uid=12345678 -> /?uid=*
/?phone=%2B4915112345678 -> /?phone=%2B*
/?phone=0049-151-12345678 -> /?phone=*
/app/#/users/12345678/edit -> /app/#/users/*/edit
/app/#/reset/9f86d081884c7d659a2feaa0c55ad015 -> /app/#/reset/*
/app/#!/mail/jo@acme.example -> /app/#!/mail/*
/a/jo@acme.example/b/123456/c/9f86d081884c7d659a2f -> /a/*/b/*/c/*
/%6Ao%40acme.example -> /*
/report/2026-11-22-4711 -> /report/*
/photos/2026-11-22_10-15 -> /photos/*
/booking/ABC-123-456-789 -> /booking/ABC-*
/locker/12-34-56-78-90 -> /locker/*
/meter/0001 2345 6789 -> /meter/*
/meter/0001_2345_6789 -> /meter/*
/sim/89-4921-0000-1234-5678 -> /sim/*
/imei/49-015420-323751-8 -> /imei/*
/vin/1HGCM82633A004352 -> /vin/1HGCM82633A*
/nhs/943-476-5919 -> /nhs/*
/bsn/111222333 -> /bsn/*
/dni/12345678Z -> /dni/*Z
/plate/M-AB-1234 -> /plate/M-AB-1234
/case/24-cv-01234 -> /case/24-cv-01234
/gift/ABCD-EFGH-1234-5678 -> /gift/ABCD-EFGH-1234-5678
/license/AAAA1-BBBB2-CCCC3-DDDD4 -> /license/*
/wifi/00:1A:2B:3C:4D:5E -> /wifi/00:1A:2B:3C:4D:5E
`;

const linesOf = (text: string): readonly string[] => text.trim().split('\n');

export const sampleAddresses: readonly (readonly [address: string, masked: string])[] = [
  ...linesOf(places).map((place) => [place, place] as const),
  ...linesOf(masked).map((line) => {
    const [address = '', left = ''] = line.split(' -> ');
    return [address, left] as const;
  }),
];
