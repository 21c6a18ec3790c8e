using System.Globalization;

namespace Orleans.Runtime;

internal static class GatewayUri
{
    public static Uri Of(IPEndPoint endpoint, int generation = 0) => new(string.Create(CultureInfo.InvariantCulture, $"gwy.tcp://{endpoint}/{generation}"));
}
