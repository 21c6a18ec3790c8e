namespace Orleans;

[GenerateSerializer]
public sealed class MembershipEntry : ISpanFormattable
{
    [Id(0)]
    public SiloAddress SiloAddress { get; set; } = null!;

    [Id(1)]
    public SiloStatus Status { get; set; }

    [Id(2)]
    public List<Tuple<SiloAddress, DateTime>>? SuspectTimes { get; set; }

    [Id(3)]
    public int ProxyPort { get; set; }

    [Id(4)]
    public string HostName { get; set; } = null!;

    [Id(5)]
    public string SiloName { get; set; } = null!;

    [Id(6)]
    public string? RoleName { get; set; }

    [Id(7)]
    public int UpdateZone { get; set; }

    [Id(8)]
    public int FaultZone { get; set; }

    [Id(9)]
    public DateTime StartTime { get; set; }

    [Id(10)]
    public DateTime IAmAliveTime { get; set; }

    /// <summary>Adds a vote, replacing this voter's earlier one, and the oldest one where there are too many.</summary>
    public void AddOrUpdateSuspector(SiloAddress localSilo, DateTime voteTime, int maxVotes)
    {
        var votes = SuspectTimes ??= [];
        votes.RemoveAll(vote => vote.Item1.Equals(localSilo));
        while (votes.Count >= Math.Max(1, maxVotes))
        {
            votes.Remove(votes.MinBy(vote => vote.Item2)!);
        }

        votes.Add(Tuple.Create(localSilo, voteTime));
    }

    public void AddSuspector(SiloAddress suspectingSilo, DateTime suspectingTime) => (SuspectTimes ??= []).Add(Tuple.Create(suspectingSilo, suspectingTime));

    public string ToFullString() =>
        $"SiloAddress={SiloAddress} SiloName={SiloName} Status={Status} HostName={HostName} ProxyPort={ProxyPort} RoleName={RoleName} UpdateZone={UpdateZone} FaultZone={FaultZone} StartTime={StartTime:O} IAmAliveTime={IAmAliveTime:O} SuspectTimes=[{string.Join(", ", SuspectTimes ?? [])}]";

    public override string ToString() => $"SiloAddress={SiloAddress} SiloName={SiloName} Status={Status}";

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        destination.TryWrite($"{ToString()}", out charsWritten);

    internal MembershipEntry Copy()
    {
        var copy = (MembershipEntry)MemberwiseClone();
        copy.SuspectTimes = SuspectTimes is null ? null : [.. SuspectTimes];
        return copy;
    }
}
