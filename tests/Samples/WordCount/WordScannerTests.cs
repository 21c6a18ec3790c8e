using System.Text;
using System.Text.RegularExpressions;
using global::WordCount.Counting;

namespace Orleans.Ray.Samples.Tests.WordCount;

public sealed class WordScannerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  \r\n\t ", "")]
    [InlineData("One, two; THREE.", "one three two")]
    [InlineData("don't Don\u2019t DON'T", "don't don't don't")]
    [InlineData("'quoted' o'clock' rock'n'roll 'tis", "o'clock quoted rock'n'roll tis")]
    [InlineData("it''s a' 'b a'-'b", "a a b b it s")]
    [InlineData("x86 4th 3.14 a_b well-known", "14 3 4th a b known well x86")]
    [InlineData("Straße ÉCOLE naïve Ηλιούπολη Солнце", "naïve straße école ηλιούπολη солнце")]
    [InlineData("cafe\u0301 \u0301x", "cafe\u0301 x")]
    [InlineData("हिन्दी 日本語 𝒳𝒴 \U00010400", "हिन्दी 日本語 \U00010428 𝒳𝒴")]
    [InlineData("\uFEFFfirst", "first")]
    public void A_word_is_letters_digits_and_inner_apostrophes_in_lower_case(string text, string expected)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Assert.Equal(expected, Join(Scan(bytes, bytes.Length)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(1000)]
    public void Words_do_not_depend_on_the_pieces_in_which_the_text_arrives(int size)
    {
        var bytes = Encoding.UTF8.GetBytes("Don\u2019t naïve 𝒳𝒴 日本語's rock'n'roll \U00010400 end");
        Assert.Equal(Join(Scan(bytes, bytes.Length)), Join(Scan(bytes, size)));
    }

    [Fact]
    public void A_regular_expression_finds_the_same_words_in_the_shipped_texts()
    {
        var text = string.Join('\n', Directory.GetFiles(Texts.Folder, "*", SearchOption.AllDirectories).Select(File.ReadAllText));
        var words = Regex.Matches(text, @"[\p{L}\p{Nd}][\p{L}\p{Nd}\p{M}]*(?:['’][\p{L}\p{Nd}][\p{L}\p{Nd}\p{M}]*)*").Select(static match => match.Value.Replace('’', '\'').ToLowerInvariant());
        var expected = words.CountBy(static word => word).Select(static pair => new WordFrequency(pair.Key, pair.Value));
        Assert.Equal(WordFrequency.Top(expected, int.MaxValue), PlainCount.OfText(text));
    }

    [Theory]
    [InlineData(new byte[] { (byte)'a', (byte)'b', 0 }, "a NUL at byte 2")]
    [InlineData(new byte[] { (byte)'a', 0xFF, 0xFE }, "an invalid sequence at byte 1")]
    [InlineData(new byte[] { (byte)'a', 0xE6, 0x97 }, "an invalid sequence at byte 1")]
    [InlineData(new byte[] { 0xC0, 0x80 }, "an invalid sequence at byte 0")]
    public void What_is_not_text_is_refused_with_its_place(byte[] bytes, string reason)
    {
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Scan(bytes, bytes.Length)).Message, StringComparison.Ordinal);
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Scan(bytes, 1)).Message, StringComparison.Ordinal);
    }

    private static WordTable Scan(byte[] bytes, int size)
    {
        var words = new WordTable();
        var scanner = new WordScanner(words);
        foreach (var piece in bytes.Chunk(Math.Max(1, size)))
        {
            scanner.Feed(piece);
        }

        scanner.Complete();
        return words;
    }

    private static string Join(WordTable words) => string.Join(
        ' ',
        words.Counts.OrderBy(static pair => pair.Key, StringComparer.Ordinal).SelectMany(static pair => Enumerable.Repeat(pair.Key, (int)pair.Value)));
}
