using System.Reflection;

namespace Orleans.Runtime;

internal static class GrainTypeNames
{
    private const string Suffix = "grain";

    /// <summary>The class name in lower case without "Grain"; namespaces do not count, generic arity is kept.</summary>
    public static GrainType Of(Type grainClass, IServiceProvider services)
    {
        foreach (var attribute in grainClass.GetCustomAttributes())
        {
            if (attribute is IGrainTypeProviderAttribute provider)
            {
                return provider.GetGrainType(services, grainClass);
            }
        }

        var name = grainClass.Name.ToLowerInvariant();
        var tick = name.IndexOf('`', StringComparison.Ordinal);
        var arity = string.Empty;
        if (tick >= 0)
        {
            arity = name[tick..];
            name = name[..tick];
        }

        if (name.EndsWith(Suffix, StringComparison.Ordinal) && name.Length > Suffix.Length)
        {
            name = name[..^Suffix.Length];
        }

        return GrainType.Create(name + arity);
    }
}
