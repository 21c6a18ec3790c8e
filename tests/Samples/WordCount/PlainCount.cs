using global::WordCount.Counting;

namespace Orleans.Ray.Samples.Tests.WordCount;

/// <summary>The same words, counted by one thread that reads whole files.</summary>
internal static class PlainCount
{
    public static WordFrequency[] Of(params IEnumerable<string> files)
    {
        var words = new WordTable();
        foreach (var file in files)
        {
            Scan(words, File.ReadAllBytes(file));
        }

        return WordFrequency.Top(words.Frequencies(), int.MaxValue);
    }

    public static WordFrequency[] OfText(string text)
    {
        var words = new WordTable();
        Scan(words, System.Text.Encoding.UTF8.GetBytes(text));
        return WordFrequency.Top(words.Frequencies(), int.MaxValue);
    }

    private static void Scan(WordTable words, byte[] text)
    {
        var scanner = new WordScanner(words);
        scanner.Feed(text);
        scanner.Complete();
    }
}
