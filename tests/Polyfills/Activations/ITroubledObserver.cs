namespace Orleans.Polyfills.Activations;

public interface ITroubledObserver : IGrainObserver
{
    /// <summary>Has a callback on the token that fails.</summary>
    Task Wait(string started, CancellationToken cancellationToken);
}
