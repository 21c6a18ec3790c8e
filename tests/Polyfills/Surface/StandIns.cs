using System.Reflection;

namespace Orleans.Polyfills.Surface;

/// <summary>The assemblies under test: every polyfill that lies beside the tests.</summary>
internal static class StandIns
{
    public static IReadOnlyList<Assembly> All { get; } =
        [.. Directory.GetFiles(AppContext.BaseDirectory, "Orleans*.Polyfill.dll").Order(StringComparer.Ordinal).Select(static path => Assembly.Load(Path.GetFileNameWithoutExtension(path)))];
}
