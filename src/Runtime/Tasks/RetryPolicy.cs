using Orleans.Ray.Diagnostics;

namespace Orleans.Ray.Tasks;

/// <summary>Which of its own exceptions a task is run again after.</summary>
internal static class RetryPolicy
{
    /// <summary>Whether the attributes and options of a call ask for any retry of exceptions; those of the call come first.</summary>
    public static bool IsAskedFor(bool? callRetries, IReadOnlyList<Type>? callTypes, bool retries, Type[]? types) =>
        callRetries ?? (callTypes is not null || retries || types is not null);

    /// <summary>Whether that exception is one of those to retry. Types that the call lists replace the attribute's.</summary>
    public static bool Covers(Exception exception, bool? callRetries, IReadOnlyList<Type>? callTypes, Type[]? types)
    {
        // A call that asks for retries without naming types means all exceptions.
        var listed = callTypes ?? (callRetries is true ? null : types);
        if (listed is null)
        {
            return true;
        }

        for (var i = 0; i < listed.Count; i++)
        {
            if (listed[i].IsInstanceOfType(exception))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether what ran the code has crashed, rather than another task whose result the code got.</summary>
    public static bool IsCrash(Exception exception) => exception is WorkerCrashedException && RayFailures.Find(exception) is null;

    public static void Validate(bool? retries, IReadOnlyList<Type>? types, string options, string parameter)
    {
        if (types is null)
        {
            return;
        }

        if (retries is false)
        {
            throw new ArgumentException($"{options}.RetryExceptionTypes lists exceptions to retry, and RetryExceptions is false; leave one of them out.", parameter);
        }

        foreach (var type in types)
        {
            if (type is null || !typeof(Exception).IsAssignableFrom(type))
            {
                throw new ArgumentException($"{options}.RetryExceptionTypes lists {type?.ToString() ?? "null"}, which is no exception; list types that derive from Exception.", parameter);
            }
        }
    }
}
