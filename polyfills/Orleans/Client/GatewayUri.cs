using System.Globalization;

namespace Orleans.Runtime;

internal static class GatewayUri
{
    public static Uri Of(IPEndPoint endpoint, int generation = 0) => new(string.Create(CultureInfo.InvariantCulture, $"gwy.tcp://{endpoint}/{generation}"));

    public static IPEndPoint EndpointOf(Uri uri) => IPAddress.TryParse(uri.Host, out var address) && uri.Port > 0
        ? new IPEndPoint(address, uri.Port)
        : throw new FormatException($"'{uri}' is not the address of a gateway: it must have the form gwy.tcp://ip:port/generation.");
}
