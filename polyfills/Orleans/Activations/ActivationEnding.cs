namespace Orleans.Runtime;

/// <summary>Why and how an activation ends. There is none until something asks for the end; the first reason stays.</summary>
internal sealed class ActivationEnding(DeactivationReason reason, CancellationToken token)
{
    public DeactivationReason Reason => reason;

    /// <summary>Cancelled when the end shall not wait for the grain any more.</summary>
    public CancellationToken Token => token;

    /// <summary>Why the activation never became valid: those who wait for it get this.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The registered activation of the grain, where this one is not: those who wait go there.</summary>
    public GrainAddress? Winner { get; set; }
}
