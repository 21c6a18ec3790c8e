namespace Orleans.Ray;

/// <summary>
/// A task or an actor call threw an exception that cannot be thrown again here: its type is not known in this process, or the exception
/// cannot even be read. It has everything readable of the original; <c>exception.RayFailure()</c> tells the rest. Ray's <c>RayTaskError</c>.
/// </summary>
/// <remarks>Where the original can be had it is thrown itself, so that <c>catch</c> blocks work as for a local call.</remarks>
[GenerateSerializer, Alias("ray.RayTaskException")]
public sealed class RayTaskException : RayException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was thrown, and why that is not thrown again.</param>
    public RayTaskException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was thrown, and why that is not thrown again.</param>
    /// <param name="innerException">What caused it.</param>
    public RayTaskException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What was thrown, and why that is not thrown again.</param>
    /// <param name="typeName">See <see cref="TypeName"/>.</param>
    /// <param name="innerException">What caused it.</param>
    public RayTaskException(string message, string typeName, Exception? innerException)
        : base(message, innerException) => TypeName = typeName;

    /// <summary>The full name of the type that was thrown; null where it is not known.</summary>
    [Id(0)]
    public string? TypeName { get; }
}
