using Microsoft.CodeAnalysis.Text;

namespace Orleans.Ray.Generators.Tests.Harness;

/// <summary>A source with <c>[|marks|]</c> around what a diagnostic should point at.</summary>
internal sealed class MarkedSource
{
    public MarkedSource(string marked)
    {
        var spans = new List<TextSpan>();
        var text = string.Empty;
        foreach (var (part, number) in marked.Split(["[|", "|]"], StringSplitOptions.None).Select((part, number) => (part, number)))
        {
            if (number % 2 == 1)
            {
                spans.Add(new TextSpan(text.Length, part.Length));
            }

            text += part;
        }

        Text = text;
        Spans = spans;
    }

    public string Text { get; }

    public IReadOnlyList<TextSpan> Spans { get; }
}
