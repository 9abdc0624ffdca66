// What the invented customers of `year.mjs` say, by side and language; and what they were asked.
export const questions = {
  nps: {
    en: 'How likely are you to recommend us to a friend or colleague?',
    de: 'Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?',
    fr: 'Quelle est la probabilité que vous nous recommandiez ?',
    ja: '当サービスを友人や同僚に薦める可能性はどのくらいですか？',
    'pt-BR': 'Qual a probabilidade de você nos recomendar?',
  },
  csat: {
    en: 'How satisfied are you with us?',
    de: 'Wie zufrieden sind Sie mit uns?',
    ja: '当サービスにどの程度満足していますか？',
    'pt-BR': 'Qual é o seu grau de satisfação conosco?',
  },
  ces: {
    en: 'We made it easy for you to place your order.',
    de: 'Die Bestellung war für mich einfach.',
    fr: 'Il m’a été facile de passer commande.',
  },
};

export const comments = {
  positive: {
    en: [
      'Best sencha outside of Japan, and it arrived in two days.',
      'The timer finally remembers my favourite teas.',
      'Friendly people. I asked something silly and got a kind answer.',
      'Love the little samples that come with each order.',
      'Simple, quick, no nonsense. I wish all shops were like this.',
      'The new brewing guide is wonderful. My tea was bitter for years, it seems.',
    ],
    de: [
      'Schnelle Lieferung, liebevoll verpackt.',
      'Der Tee ist ausgezeichnet, und die Beratung auch.',
      'Endlich ein Laden ohne Firlefanz. Gern wieder!',
      'Die App ist seit dem Frühjahr deutlich besser geworden.',
    ],
    fr: [
      'Un thé délicieux et une livraison rapide.',
      'Site clair, commande passée en deux minutes.',
      'Merci pour les échantillons !',
    ],
    ja: ['香りがとても良いです。また買います。', 'タイマーが便利になりました。'],
    'pt-BR': ['O aplicativo ficou ótimo depois da atualização.', 'Chá excelente, recomendo.'],
  },
  neutral: {
    en: [
      'Good tea, but shipping costs more than it should.',
      'Fine. I would like to pay by invoice.',
      'It works. The search could be better.',
      'Nice app, though it drains my battery.',
    ],
    de: ['Guter Tee, die Versandkosten sind mir zu hoch.', 'Ganz gut. Rechnungskauf fehlt mir.'],
    fr: ['Bien, mais les frais de port sont élevés.'],
    ja: ['普通です。検索がもう少し使いやすいと良いです。'],
    'pt-BR': ['Bom, mas consome muita bateria.'],
  },
  negative: {
    en: [
      'I entered my address three times before it was accepted.',
      'The lid of the teapot was broken and nobody answered for a week.',
      'The timer stops when the phone is locked. That is the one thing it is for.',
      'Too expensive since the spring.',
      'I could not find out whether this tea is organic.',
    ],
    de: [
      'Die Kasse hat meine Adresse nicht angenommen.',
      'Der Wecker geht nicht, wenn das Telefon gesperrt ist.',
      'Seit dem Frühjahr viel zu teuer.',
    ],
    fr: ['Mon adresse a été refusée trois fois.', 'Théière arrivée cassée, pas de réponse du service client.'],
    ja: ['画面をロックするとタイマーが止まります。'],
    'pt-BR': ['O temporizador para quando bloqueio o celular.'],
  },
  late: {
    en: [
      'Ordered ten days ago, and the parcel has not moved since.',
      'Nobody can tell me where my parcel is.',
      'I know it is a strike. A word from you would have been nice all the same.',
    ],
    de: ['Seit zehn Tagen keine Lieferung und keine Auskunft.', 'Paket verschollen, niemand weiß etwas.'],
    fr: ['Colis introuvable depuis dix jours.'],
    ja: ['荷物がまだ届きません。'],
  },
};
