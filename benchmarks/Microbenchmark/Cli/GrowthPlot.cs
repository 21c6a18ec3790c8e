using System.Globalization;
using System.Text;
using Microbenchmark.Measuring;

namespace Microbenchmark.Cli;

/// <summary>Draws the cost of one operation over what is in flight, both on logarithmic scales, as an SVG picture.</summary>
internal sealed class GrowthPlot(IReadOnlyList<GrowthSeries> series, IReadOnlyDictionary<string, RowResult> results)
{
    private const int Width = 860;
    private const int Height = 460;
    private const int Left = 80;
    private const int Right = 200;
    private const int Top = 50;
    private const int Bottom = 60;

    private static readonly string[] Colours = ["#1f6feb", "#d1481f", "#1a7f37", "#8250df"];

    public string Draw()
    {
        var points = series.SelectMany(static line => line.Points).ToList();
        var costs = points.Select(Nanoseconds).ToList();
        var xs = new LogAxis(points.Min(static point => point.InFlight), points.Max(static point => point.InFlight), Left, Width - Right);
        var ys = new LogAxis(costs.Min(), costs.Max(), Height - Bottom, Top);

        var svg = new StringBuilder();
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" width="{Width}" height="{Height}" font-family="sans-serif" font-size="13">""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<rect width="{Width}" height="{Height}" fill="#ffffff"/>""");
        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Left}" y="28" font-size="16" fill="#1f2328">Time per operation, by operations in flight</text>""");
        foreach (var decade in xs.Decades())
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{xs.At(decade):0.#}" y1="{Top}" x2="{xs.At(decade):0.#}" y2="{Height - Bottom}" stroke="#d8dee4"/>""");
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{xs.At(decade):0.#}" y="{Height - Bottom + 20}" text-anchor="middle" fill="#57606a">{decade:N0}</text>""");
        }

        foreach (var decade in ys.Decades())
        {
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{Left}" y1="{ys.At(decade):0.#}" x2="{Width - Right}" y2="{ys.At(decade):0.#}" stroke="#d8dee4"/>""");
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Left - 8}" y="{ys.At(decade) + 4:0.#}" text-anchor="end" fill="#57606a">{Duration(decade)}</text>""");
        }

        svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{(Left + Width - Right) / 2}" y="{Height - 14}" text-anchor="middle" fill="#57606a">in flight</text>""");
        foreach (var (line, colour) in series.Zip(Colours))
        {
            var path = string.Join(' ', line.Points.Select(point => Formats.Invariant($"{xs.At(point.InFlight):0.#},{ys.At(Nanoseconds(point)):0.#}")));
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>""");
            foreach (var point in line.Points)
            {
                svg.AppendLine(CultureInfo.InvariantCulture, $"""<circle cx="{xs.At(point.InFlight):0.#}" cy="{ys.At(Nanoseconds(point)):0.#}" r="3.5" fill="{colour}"/>""");
            }
        }

        foreach (var ((line, colour), index) in series.Zip(Colours).Select(static (pair, index) => (pair, index)))
        {
            var y = Top + 10 + (22 * index);
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<line x1="{Width - Right + 20}" y1="{y}" x2="{Width - Right + 44}" y2="{y}" stroke="{colour}" stroke-width="3"/>""");
            svg.AppendLine(CultureInfo.InvariantCulture, $"""<text x="{Width - Right + 52}" y="{y + 4}" fill="#1f2328">{line.Name}</text>""");
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static string Duration(double nanoseconds) => nanoseconds < 1_000 ? Formats.Invariant($"{nanoseconds:0} ns")
        : nanoseconds < 1_000_000 ? Formats.Invariant($"{nanoseconds / 1_000:0} us") : Formats.Invariant($"{nanoseconds / 1_000_000:0} ms");

    private double Nanoseconds(GrowthPoint point) => 1e9 / results[point.Row.Name].Median;
}
