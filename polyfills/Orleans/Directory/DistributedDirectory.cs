namespace Orleans.Runtime;

/// <summary>
/// The directory that AddDistributedGrainDirectory asks for. No registration is lost when silos leave, in whatever way:
/// the owners that gain their ranges learn from the activations' own silos what is registered (see the base class), and
/// make whoever asks wait until they know.
/// </summary>
internal sealed class DistributedDirectory(IDirectoryHost host, int placesPerSilo, TimeSpan rangeLease, ILogger logger) : RingDirectory(host, placesPerSilo, rangeLease, logger)
{
    protected override void OnRingChange(DirectoryRing before, DirectoryRing after)
    {
    }
}
