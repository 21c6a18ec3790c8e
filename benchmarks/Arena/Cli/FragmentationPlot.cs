using System.Globalization;
using System.Text;
using ArenaBenchmark.Fragmentation;

namespace ArenaBenchmark.Cli;

/// <summary>Draws, for each mix, how full the arena and first fit were when an object found no room, as an SVG picture.</summary>
internal static class FragmentationPlot
{
    private const int Width = 860;
    private const int Left = 330;
    private const int Right = 90;
    private const int Top = 70;
    private const int RowHeight = 56;
    private const int Bar = 18;
    private const string ArenaColour = "#1f6feb";
    private const string FirstFitColour = "#8c959f";

    public static string Draw(IReadOnlyList<MixResult> results)
    {
        var height = Top + (results.Count * RowHeight) + 50;
        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {height}" width="{Width}" height="{height}" font-family="sans-serif" font-size="13">""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect width="{Width}" height="{height}" fill="#ffffff"/>""");
        svg.AppendLine("""<text x="20" y="28" font-size="16" fill="#1f2328">Memory in use when an object first found no room</text>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect x="20" y="40" width="12" height="12" fill="{ArenaColour}"/><text x="38" y="51" fill="#1f2328">arena</text>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect x="100" y="40" width="12" height="12" fill="{FirstFitColour}"/><text x="118" y="51" fill="#1f2328">first fit</text>""");
        for (var percent = 0; percent <= 100; percent += 20)
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{At(percent / 100.0):0.#}" y1="{Top - 8}" x2="{At(percent / 100.0):0.#}" y2="{height - 40}" stroke="#d8dee4"/>""");
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{At(percent / 100.0):0.#}" y="{height - 20}" text-anchor="middle" fill="#57606a">{percent} %</text>""");
        }

        foreach (var (index, result) in results.Index())
        {
            var y = Top + (index * RowHeight);
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Left - 12}" y="{y + Bar + 5}" text-anchor="end" fill="#1f2328">{result.Mix.Name}</text>""");
            DrawBar(svg, y, result.Arena.Utilisation, ArenaColour);
            DrawBar(svg, y + Bar + 3, result.FirstFit.Utilisation, FirstFitColour);
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static void DrawBar(StringBuilder svg, int y, double share, string colour)
    {
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect x="{Left}" y="{y}" width="{At(share) - Left:0.#}" height="{Bar}" fill="{colour}"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{At(share) + 6:0.#}" y="{y + Bar - 4}" fill="#57606a">{Formats.Percent(share)}</text>""");
    }

    private static double At(double share) => Left + (share * (Width - Left - Right));
}
