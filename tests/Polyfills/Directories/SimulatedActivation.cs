using Orleans.Runtime;

namespace Orleans.Polyfills.Directories;

internal sealed class SimulatedActivation(SimulatedSilo silo, GrainAddress address) : IDirectoryRegistrant
{
    private readonly TaskCompletionSource<GrainAddress?> _registration = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _isRegistered;

    public GrainAddress Address => address;

    /// <summary>Null, or the registered activation that this one has lost to.</summary>
    public Task<GrainAddress?> Registration => _registration.Task;

    public DeactivationReasonCode? Ended { get; private set; }

    /// <summary>Null while nothing wants it to end.</summary>
    public Task? Ending { get; private set; }

    public bool IsRegistered
    {
        get => _isRegistered;
        set
        {
            _isRegistered = value;
            Interlocked.MemoryBarrier();
        }
    }

    public async Task RegisterAsync()
    {
        try
        {
            var winner = await DirectoryRegistration.RegisterAsync(silo.Directory, this, null, silo.IsGone);
            if (winner is not null)
            {
                silo.Remove(this);
            }

            _registration.SetResult(winner);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            silo.Remove(this);
            _registration.SetException(exception);
        }
    }

    public void OnRegistrationLost(DeactivationReason reason)
    {
        Ended ??= reason.ReasonCode;
        silo.OnEnded(reason.ReasonCode);
        _ = EndAsync();
    }

    /// <summary>Once, whoever wants it, and like a real one also where its entry cannot be taken out.</summary>
    public Task EndAsync()
    {
        lock (_registration)
        {
            return Ending ??= EndOnceAsync();
        }
    }

    private async Task EndOnceAsync()
    {
        if (await Registration is not null)
        {
            return;
        }

        try
        {
            if (IsRegistered)
            {
                await silo.Directory.Unregister(address);
            }
        }
        finally
        {
            IsRegistered = false;
            silo.Remove(this);
        }
    }
}
