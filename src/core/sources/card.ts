import type { Article, SourceCard } from '../model.ts';

/** What is shown of an article wherever it is listed or cited: its metadata without their origins. */
export function sourceCard(article: Pick<Article, 'path' | 'format' | 'extracted' | 'metadata'>): SourceCard {
  const { path, format, extracted, metadata } = article;
  return { key: metadata.key, path, format, extracted, ...description(metadata) };
}

/** What is known of title, outlet, author, date, URL and grade, and nothing else. */
export function description({ title, outlet, author, date, url, grade }: Description): Description {
  return {
    ...(title === undefined ? {} : { title }),
    ...(outlet === undefined ? {} : { outlet }),
    ...(author === undefined ? {} : { author }),
    ...(date === undefined ? {} : { date }),
    ...(url === undefined ? {} : { url }),
    ...(grade === undefined ? {} : { grade }),
  };
}

type Description = Pick<SourceCard, 'title' | 'outlet' | 'author' | 'date' | 'url' | 'grade'>;

/** How a source is called in a sentence: by its outlet, else its title, else its key. */
export function sourceLabel(card: SourceCard): string {
  return card.outlet ?? card.title ?? card.key;
}
