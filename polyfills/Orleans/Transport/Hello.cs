namespace Orleans.Runtime;

/// <summary>
/// The first frame each way. The side that connected says who it is and whom it wants; the other answers with who it is, or with
/// a refusal and the reason for it.
/// </summary>
/// <remarks>
/// A magic number and the version of the protocol come first, in every version, so that strangers and other
/// versions are told apart from garbage.
/// </remarks>
internal sealed record Hello(string ClusterId, SiloAddress? Silo, GrainId Client, SiloAddress? Wanted)
{
    public const int Version = 2;

    private const int Magic = 0x4E4C524F;
    private const byte Introduction = 0;
    private const byte Refusal = 1;

    /// <summary>From a peer that is not known yet: only names and addresses.</summary>
    public static FrameLimits Limits { get; } = new(64 * 1024, 0);

    /// <summary>Set instead of the rest when the other side does not want this connection.</summary>
    public string? RefusedBecause { get; private init; }

    public static Hello Refuse(string reason) => new(string.Empty, null, default, null) { RefusedBecause = reason };

    public Frame Encode()
    {
        var frame = Frame.Rent(Limits);
        var writer = new FrameWriter(frame);
        writer.Int32(Magic);
        writer.Int32(Version);
        if (RefusedBecause is { } reason)
        {
            writer.Byte(Refusal);
            writer.Text(reason);
        }
        else
        {
            writer.Byte(Introduction);
            writer.Text(ClusterId);
            writer.Silo(Silo);
            writer.Grain(Client);
            writer.Silo(Wanted);
        }

        frame.EndHeaders();
        frame.EndBody();
        return frame;
    }

    /// <exception cref="InvalidDataException">The frame is not of this protocol, or of another version of it.</exception>
    public static Hello Decode(ReadOnlyMemory<byte> frame)
    {
        var reader = new FrameReader(frame);
        if (reader.Int32() != Magic)
        {
            throw new InvalidDataException("The other side does not speak the protocol of silos and clients.");
        }

        var version = reader.Int32();
        var kind = reader.Byte();
        if (kind == Refusal)
        {
            return Refuse(reader.Text());
        }

        if (version != Version)
        {
            throw new InvalidDataException($"The other side speaks version {version} of the protocol, this side version {Version}.");
        }

        return new Hello(reader.Text(), reader.Silo(), reader.Grain(), reader.Silo());
    }
}
