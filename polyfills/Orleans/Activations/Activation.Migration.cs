namespace Orleans.Runtime;

/// <content>
/// Migration: the director is asked again; if it names another silo, this activation ends, its participants' values
/// travel there, and the new activation replaces this one in the directory.
/// </content>
internal sealed partial class Activation
{
    private SiloAddress? _migrationTarget;
    private Dictionary<string, object>? _migrationContext;
    private MigrationBag? _rehydration;
    private GrainAddress? _previousAddress;

    public override void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
        if (_pool is null && _strategy.IsUsingGrainDirectory)
        {
            RunInTurns(() => RunMigrationAsync(requestContext));
        }
    }

    public override void Rehydrate(IRehydrationContext context)
    {
        _rehydration = (MigrationBag)context;
        _previousAddress = _rehydration.PreviousAddress;
    }

    private void Rehydrate()
    {
        if (_rehydration is { } bag)
        {
            _lifecycle.OnRehydrate(bag);
            _rehydration = null;
        }
    }

    private async Task RunMigrationAsync(Dictionary<string, object>? requestContext)
    {
        try
        {
            var target = await Shared.Runtime.PlaceAsync(this, requestContext);
            if (target.Equals(Shared.Silo) || Volatile.Read(ref _isDeactivationRequested) != 0)
            {
                return;
            }

            _migrationTarget = target;
            _migrationContext = requestContext;
            Deactivate(new DeactivationReason(DeactivationReasonCode.Migrating, $"Migrating to {target}."));
        }
        catch (Exception exception)
        {
            LogMigrationFailed(Shared.Logger, GrainId, exception);
        }
    }

    /// <summary>When the values cannot be handed over, the grain simply ends here, and starts afresh at its next call.</summary>
    private async Task SendMigrationAsync()
    {
        try
        {
            var bag = new MigrationBag(Shared.Services.GetRequiredService<Serializer>()) { PreviousAddress = Address };
            _lifecycle.OnDehydrate(bag);
            await Shared.Runtime.MigrateToAsync(GrainId, _migrationTarget!, bag, _migrationContext);
        }
        catch (Exception exception)
        {
            _migrationTarget = null;
            LogMigrationFailed(Shared.Logger, GrainId, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} could not migrate.")]
    private static partial void LogMigrationFailed(ILogger logger, GrainId grain, Exception exception);
}
