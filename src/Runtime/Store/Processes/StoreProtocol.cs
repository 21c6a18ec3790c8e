namespace Orleans.Ray.Store;

/// <summary>How other processes of the host use a node's object store: what is said on the Unix-domain socket between <see cref="StoreServer"/> and <see cref="StoreClient"/>.</summary>
/// <remarks>
/// <para>
/// The node's process owns allocator and table. Another process maps the arena, reads objects through the view that cannot be written, and writes only into a block that it was given by a creation, until it has sealed or
/// aborted that. No bytes of objects travel.
/// </para>
/// <para>
/// <b>Greeting.</b> The client: magic (8 bytes), version (u32), its process id (u32). The node: magic, version, 0 or 1 for a refusal (u32), capacity (i64), and a text (u16 length, UTF-8): the arena's path, or why it is refused.
/// This layout holds for all versions, so that each can refuse another with a message. Numbers are little-endian.
/// </para>
/// <para><b>Frames</b>, both ways: length of what follows (u32, at most <see cref="MaxFrame"/>), kind (u8), number (u64), and what the kind has.</para>
/// <list type="table">
/// <item><term>create</term><description>size (i64), info → offset. Waits for memory.</description></item>
/// <item><term>seal</term><description>target → done. The connection holds the object from then on.</description></item>
/// <item><term>get</term><description>object id, wait in milliseconds (i64; 0: not at all, -1: for ever) → offset, size. Reads a spilled object back, and adds a pin.</description></item>
/// <item><term>pin</term><description>target → offset, size. Another pin of an object that the connection holds.</description></item>
/// <item><term>abort, release, delete</term><description>target (release: and how many pins, u32). No answer. The creation, the pins or the hold are given back.</description></item>
/// <item><term>cancel</term><description>target: a request that has no answer yet. It is answered all the same, as cancelled or with what it got.</description></item>
/// <item><term>leave</term><description>All holds are given up and all requests cancelled; nothing new is asked. The connection closes when the last pin and creation is given back.</description></item>
/// <item><term>done, refused</term><description>The node's answers, with the request's number: offset and size (i64 each), or a status (u8) and a text. Each request has one, in any order.</description></item>
/// <item><term>farewell</term><description>From the node, with a text: it stops (number <see cref="NodeStops"/>; what was asked is answered), or the client broke the protocol, or the connection failed (<see cref="NoAnswers"/>; what has no answer gets none). The client leaves.</description></item>
/// <item><term>collect</term><description>From the node, with a generation (u8): it wants memory, and the client may have pins and holds that are garbage.</description></item>
/// </list>
/// <para>
/// The client numbers its requests upwards from 1; a creation or a get names its object by its own number from then on: that is the target of later requests. A target that the connection does not have, a number that does
/// not grow, a frame that is too long, too short or of no known kind, and more than <see cref="MaxWaiting"/> requests without an answer break the protocol: the connection hears why, and nothing that it sends is looked at any more.
/// </para>
/// <para>
/// <b>Ends.</b> Everything that a client has belongs to its connection: pins, creations, holds of objects that the node has not adopted. All of it is given back when the node sees the end of the connection, which is when the
/// client's process has closed it or has died, and never before: until then the client may still read, or write into a block. So a client closes only when nobody in it reads or writes any more. That also holds where it has broken
/// the protocol, and when the node stops: memory stays as it is until the client has let go.
/// </para>
/// </remarks>
internal static class StoreProtocol
{
    public const uint Version = 1;

    /// <summary>A farewell's number where the node stops.</summary>
    public const ulong NodeStops = 0;

    /// <summary>A farewell's number where nothing that the client sends is looked at any more.</summary>
    public const ulong NoAnswers = 1;

    /// <summary>Bytes of a frame after its length.</summary>
    public const int MaxFrame = 16 * 1024;

    /// <summary>Requests of a connection that have no answer yet.</summary>
    public const int MaxWaiting = 1024;

    /// <summary>Bytes of a text of an object's description. Longer ones are cut off.</summary>
    public const int MaxText = 1024;

    /// <summary>Bytes of a message. Longer ones are cut off.</summary>
    public const int MaxMessage = 8 * 1024;

    public const int ClientGreetingLength = 16;

    public const int NodeGreetingLength = 26;

    /// <summary>How long each side waits for the other's greeting.</summary>
    public static readonly TimeSpan GreetingTimeout = TimeSpan.FromSeconds(10);

    public static ReadOnlySpan<byte> Magic => "RAYSTORE"u8;
}
