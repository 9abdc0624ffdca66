/** The trademark notice that a page owes which shows an NPS. */
export const Notice = () => (
  <footer>
    <p>
      Net Promoter®, Net Promoter System®, Net Promoter Score®, NPS® and the NPS-related emoticons are registered
      trademarks of Bain &amp; Company, Inc., Fred Reichheld and Satmetrix Systems, Inc.
    </p>
  </footer>
);
