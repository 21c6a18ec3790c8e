namespace Orleans.Runtime;

/// <content>
/// Migration: the director is asked again; if it names another silo, this activation ends, its participants' values
/// travel there, and the new activation replaces this one in the directory.
/// </content>
/// <remarks>
/// The old activation keeps its place here, and its waiting requests, until the new one has replaced its entry: a request
/// that comes by the old address meanwhile waits too, instead of beginning a third activation. When the new one cannot
/// replace it, or does not say that it has, the old one removes its own entry if that is still there, and the grain starts
/// afresh at its next call.
/// </remarks>
internal sealed partial class Activation
{
    private ActivationMigration? _migration;

    public override void Migrate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken = default)
    {
        if (_pool is null && _class.Strategy.IsUsingGrainDirectory)
        {
            RunInTurns(() => RunMigrationAsync(requestContext));
        }
    }

    public override void Rehydrate(IRehydrationContext context)
    {
        var bag = (MigrationBag)context;
        _migration = bag.TakenBy = new ActivationMigration { Luggage = bag, Previous = bag.PreviousAddress };
    }

    private void Rehydrate()
    {
        if (_migration?.Luggage is { } bag)
        {
            _lifecycle?.OnRehydrate(bag);
        }
    }

    private async Task RunMigrationAsync(Dictionary<string, object>? requestContext)
    {
        try
        {
            var target = await Shared.Runtime.PlaceAsync(this, requestContext);
            if (target.Equals(Shared.Silo) || IsEnding)
            {
                return;
            }

            _migration = new ActivationMigration { Target = target, RequestContext = requestContext };
            Deactivate(new DeactivationReason(DeactivationReasonCode.Migrating, $"Migrating to {target}."));
        }
        catch (Exception exception)
        {
            LogMigrationFailed(Shared.Logger, GrainId, exception);
        }
    }

    private MigrationBag? Pack()
    {
        if (_migration?.Target is null || _ending!.Reason.ReasonCode != DeactivationReasonCode.Migrating)
        {
            return null;
        }

        try
        {
            var bag = new MigrationBag(Shared.Services.GetRequiredService<Serializer>()) { PreviousAddress = Address };
            _lifecycle?.OnDehydrate(bag);
            return bag;
        }
        catch (Exception exception)
        {
            LogMigrationFailed(Shared.Logger, GrainId, exception);
            return null;
        }
    }

    private async Task SendMigrationAsync(MigrationBag? bag)
    {
        if (_migration is not { Target: { } target } migration)
        {
            return;
        }

        // The new one takes the mark over: for one grain there is one at a time.
        IsRegistered = false;
        try
        {
            if (bag is null || !await Shared.Runtime.MigrateToAsync(GrainId, target, bag, migration.RequestContext))
            {
                migration.Target = null;
            }
        }
        catch (Exception exception)
        {
            migration.Target = null;
            LogMigrationFailed(Shared.Logger, GrainId, exception);
        }

        IsRegistered = migration.Target is null;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Grain} could not migrate.")]
    private static partial void LogMigrationFailed(ILogger logger, GrainId grain, Exception exception);
}
