namespace Orleans.Polyfills.Activations;

/// <summary>Each key is a name of a signal that <see cref="TroublesomeGrain"/> raises when it is deactivated.</summary>
public interface ITroublesomeGrain : IGrainWithStringKey
{
    Task<Guid> Activation();

    /// <summary>A timer whose token has a callback that fails.</summary>
    Task StartTimer();

    Task Leave();

    /// <summary>Elements without end. With each enumerator goes a callback that fails, and a signal when it is disposed of.</summary>
    IAsyncEnumerable<int> Count(string disposed, CancellationToken cancellationToken = default);

    /// <summary>One element, and an enumerator that cannot be disposed of.</summary>
    IAsyncEnumerable<int> Stick();

    Task<bool> Watch(ITroubledObserver observer, string started);
}
