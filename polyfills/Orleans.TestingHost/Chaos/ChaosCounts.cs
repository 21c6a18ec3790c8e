namespace Orleans.Polyfill;

/// <summary>What has happened to messages so far.</summary>
/// <param name="Delivered">Arrivals, copies included.</param>
/// <param name="Lost">Never arrived, by chance.</param>
/// <param name="Duplicated">Arrived twice.</param>
/// <param name="Delayed">Arrived later.</param>
/// <param name="Shuffled">Were overtaken on purpose.</param>
/// <param name="Cut">Never arrived because of a partition, a cut link or a crash.</param>
/// <param name="Waiting">Under way now: delayed, shuffled, to or from a frozen silo, or kept by a partition.</param>
public sealed record ChaosCounts(long Delivered, long Lost, long Duplicated, long Delayed, long Shuffled, long Cut, long Waiting);
