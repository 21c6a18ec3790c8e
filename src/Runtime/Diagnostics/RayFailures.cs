using System.Runtime.CompilerServices;

namespace Orleans.Ray.Diagnostics;

/// <summary>
/// The failure record of each exception that a <c>Get</c> threw. Each object that failed has an exception object of its own.
/// </summary>
internal static class RayFailures
{
    private static readonly ConditionalWeakTable<Exception, RayFailure> Records = [];

    public static void Attach(Exception exception, RayFailure failure) => Records.AddOrUpdate(exception, failure);

    public static RayFailure? Find(Exception exception) => Records.TryGetValue(exception, out var failure) ? failure : null;
}
