using System.Reflection;

namespace Orleans.Ray.Hosting;

/// <summary>Which Orleans the process runs on: the packages, or what stands in for them.</summary>
internal static class Engine
{
    /// <summary>The assembly that grains come from, and its version.</summary>
    public static string Name { get; } = Describe(typeof(Grain).Assembly);

    private static string Describe(Assembly assembly)
    {
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? assembly.GetName().Version?.ToString();
        return $"{assembly.GetName().Name} {version?.Split('+')[0]}";
    }
}
