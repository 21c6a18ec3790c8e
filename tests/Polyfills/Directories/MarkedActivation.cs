using System.Net;
using Orleans.Runtime;

namespace Orleans.Polyfills.Directories;

internal sealed class MarkedActivation : IDirectoryRegistrant
{
    public GrainAddress Address { get; } = new()
    {
        GrainId = GrainId.Create("marked", "one"),
        ActivationId = ActivationId.NewId(),
        SiloAddress = SiloAddress.New(IPAddress.Loopback, 1, 1),
    };

    public bool IsRegistered { get; set; }

    public void OnRegistrationLost(DeactivationReason reason)
    {
    }
}
