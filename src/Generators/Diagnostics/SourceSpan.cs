using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Orleans.Ray.Generators.Diagnostics;

/// <summary>A location that keeps no syntax tree alive.</summary>
internal readonly record struct SourceSpan(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static SourceSpan From(Location location)
    {
        var lines = location.GetLineSpan();
        return new SourceSpan(lines.Path, location.SourceSpan, lines.Span);
    }

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
