using Orleans.Runtime;

namespace Orleans.Conformance.Transport;

public interface ISocketGrain : IGrainWithStringKey
{
    Task<SiloAddress> Where();

    Task<byte[]> Echo(byte[] content);

    Task<byte[]> EchoThrough(ISocketGrain other, byte[] content);

    Task<byte[]> Create(int length);

    Task<int> Wait(string started, string release);
}
