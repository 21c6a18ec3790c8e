namespace Orleans.Runtime;

internal interface IManifestTarget : ISystemTarget
{
    ValueTask<SiloManifest> GetManifest();
}
