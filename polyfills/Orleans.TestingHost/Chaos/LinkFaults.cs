namespace Orleans.Polyfill;

/// <summary>
/// What happens to the messages of one direction. Each is decided on by itself, system messages (directory, membership,
/// load) included; the greeting with which a connection begins always arrives.
/// </summary>
public sealed record LinkFaults
{
    private static readonly TimeSpan DefaultMaxDelay = TimeSpan.FromMilliseconds(20);

    /// <summary>Every message arrives once, at once.</summary>
    public static LinkFaults None { get; } = new();

    /// <summary>The share of messages, 0 to 1, that never arrive.</summary>
    public double LossRate { get; init => field = ValidRate(value); }

    /// <summary>
    /// The share of messages that arrive twice. The runtime does not recognize a request that it has seen: duplicated
    /// requests run twice, which a real connection never causes. See <see cref="ReplyDuplicationRate"/>.
    /// </summary>
    public double DuplicationRate { get; init => field = ValidRate(value); }

    /// <summary>The share of replies that arrive twice.</summary>
    public double ReplyDuplicationRate { get; init => field = ValidRate(value); }

    /// <summary>The share of messages that arrive later, by <see cref="MinDelay"/> to <see cref="MaxDelay"/>; others may overtake them.</summary>
    public double DelayRate { get; init => field = ValidRate(value); }

    /// <value>0.</value>
    public TimeSpan MinDelay { get; init => field = ValidTime(value); }

    /// <value>20 ms.</value>
    public TimeSpan MaxDelay { get; init => field = ValidTime(value); } = DefaultMaxDelay;

    /// <summary>The share of messages that wait until up to <see cref="ShuffleDepth"/> later ones have overtaken them, or until <see cref="MaxDelay"/> has passed.</summary>
    public double ShuffleRate { get; init => field = ValidRate(value); }

    /// <value>4.</value>
    public int ShuffleDepth { get; init => field = value > 0 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "At least one message must be able to overtake."); } = 4;

    private static double ValidRate(double value) =>
        value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A share is a number from 0 to 1.");

    private static TimeSpan ValidTime(TimeSpan value) =>
        value >= TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A delay must not be negative.");
}
