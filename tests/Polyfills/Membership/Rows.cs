using System.Net;
using Orleans.Runtime;

namespace Orleans.Polyfills.Membership;

/// <summary>Tables to decide on.</summary>
internal static class Rows
{
    public static DateTime Now { get; } = new(2026, 1, 1, 12, 0, 0, DateTimeKind.Utc);

    public static SiloAddress Silo(int number) => SiloAddress.New(IPAddress.Loopback, 10_000 + number, 1);

    public static MembershipEntry Row(int number, SiloStatus status = SiloStatus.Active, TimeSpan age = default) => new()
    {
        SiloAddress = Silo(number),
        SiloName = $"silo{number}",
        HostName = "here",
        Status = status,
        StartTime = Now - TimeSpan.FromDays(100),
        IAmAliveTime = Now - age,
    };

    public static MembershipReading Reading(params IEnumerable<MembershipEntry> rows) =>
        new(new MembershipTableData([.. rows.Select(static row => Tuple.Create(row, "etag"))], new TableVersion(1, "1")), Now);

    /// <summary>That many silos, all active and fresh.</summary>
    public static MembershipReading Active(int count) => Reading(Enumerable.Range(0, count).Select(static number => Row(number)));
}
