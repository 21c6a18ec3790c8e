using System.Runtime.CompilerServices;

namespace Orleans.Ray.Diagnostics;

/// <summary>
/// The failure record of each exception that a <c>Get</c> threw. Each object that failed has an exception object of its own.
/// </summary>
internal static class RayFailures
{
    private static readonly ConditionalWeakTable<Exception, RayFailure> Records = [];

    public static void Attach(Exception exception, RayFailure failure) => Records.AddOrUpdate(exception, failure);

    /// <summary>
    /// The stack of an exception that a task threw. One that cannot even be read is replaced: whoever gets the object would otherwise trip
    /// over it, as would the thread that ends the task.
    /// </summary>
    public static string Read(ref Exception exception, string taskName)
    {
        try
        {
            _ = exception.Message;
            return exception.StackTrace ?? string.Empty;
        }
        catch (Exception unreadable)
        {
            var type = exception.GetType().FullName ?? exception.GetType().Name;
            exception = new RayTaskException($"Task '{taskName}' threw a {type}, which cannot be passed on: reading it throws {unreadable.GetType()}.", type, null);
            return string.Empty;
        }
    }

    public static RayFailure? Find(Exception exception) => Records.TryGetValue(exception, out var failure) ? failure : null;
}
