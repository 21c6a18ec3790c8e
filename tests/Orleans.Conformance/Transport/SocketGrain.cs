using Orleans.Conformance.Shared;
using Orleans.Runtime;

namespace Orleans.Conformance.Transport;

public sealed class SocketGrain(ILocalSiloDetails silo) : Grain, ISocketGrain
{
    public Task<SiloAddress> Where() => Task.FromResult(silo.SiloAddress);

    public Task<byte[]> Echo(byte[] content) => Task.FromResult(content);

    public Task<byte[]> EchoThrough(ISocketGrain other, byte[] content) => other.Echo(content);

    public Task<byte[]> Create(int length) => Task.FromResult(new byte[length]);

    public async Task<int> Wait(string started, string release)
    {
        Signals.Set(started);
        await Signals.Wait(release);
        return 1;
    }
}
