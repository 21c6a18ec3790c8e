using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Orleans.Runtime;

/// <summary>
/// Ids of clients and of the objects that they host: the object's id is the client's with a name of the object after it,
/// so that whoever holds one can find the client.
/// </summary>
/// <remarks>
/// An external client's id is a hash of a secret that only the client has and shows to its gateways. The id itself
/// travels in every reference to an object of the client; it does not let anybody connect in the client's place.
/// </remarks>
internal static class ClientIds
{
    private const byte Separator = (byte)'+';
    private const int SecretLength = 16;

    /// <summary>What a new client shows to its gateways, and the id that they and everybody else know it by.</summary>
    public static (GrainId Credential, GrainId Id) New()
    {
        var credential = GrainId.Create(WellKnownGrainTypes.Client, RandomNumberGenerator.GetHexString(SecretLength * 2, lowercase: true));
        return (credential, FromCredential(credential));
    }

    public static GrainId FromCredential(GrainId credential) =>
        GrainId.Create(WellKnownGrainTypes.Client, Convert.ToHexStringLower(SHA256.HashData(credential.Key.AsSpan()).AsSpan(0, SecretLength)));

    public static GrainId Hosted(SiloAddress silo) => GrainId.Create(WellKnownGrainTypes.HostedClient, silo.ToParsableString());

    public static bool IsHosted(GrainId id) => id.Type.Equals(WellKnownGrainTypes.HostedClient);

    public static GrainId Object(GrainId client, long number) =>
        GrainId.Create(client.Type, string.Create(CultureInfo.InvariantCulture, $"{client.Key}{(char)Separator}{number}"));

    public static bool IsObject(GrainId id) => id.Key.AsSpan().Contains(Separator);

    /// <summary>The client that hosts the object; of a client's own id, that id.</summary>
    public static GrainId ClientOf(GrainId id)
    {
        var key = id.Key.AsSpan();
        var end = key.IndexOf(Separator);
        return end < 0 ? id : new GrainId(id.Type, new IdSpan(key[..end].ToArray()));
    }

    /// <summary>Null for what is not the id of a hosted client or its object.</summary>
    public static SiloAddress? SiloOf(GrainId hostedClient) => SiloAddress.TryParse(Encoding.UTF8.GetString(hostedClient.Key.AsSpan()), out var silo) ? silo : null;
}
