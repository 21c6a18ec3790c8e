namespace Orleans.Core.Internal;

public interface IGrainManagementExtension : IGrainExtension
{
    ValueTask DeactivateOnIdle();

    ValueTask MigrateOnIdle();
}
