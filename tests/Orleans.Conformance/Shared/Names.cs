namespace Orleans.Conformance.Shared;

internal static class Names
{
    public static string New() => Guid.NewGuid().ToString("N");
}
