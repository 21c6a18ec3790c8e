using System.Reflection;

namespace Orleans.Polyfills.Surface;

internal static class RealAssemblies
{
    public static string[] All =>
    [
        PathOf("microsoft.orleans.core.abstractions", "Orleans.Core.Abstractions.dll"),
        PathOf("microsoft.orleans.testinghost", "Orleans.TestingHost.dll"),
    ];

    public static string PathOf(string package, string assembly) =>
        Path.Combine(Metadata("OrleansPackages"), package, Metadata("OrleansVersion"), "lib", "net10.0", assembly);

    private static string Metadata(string key) =>
        typeof(RealAssemblies).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
