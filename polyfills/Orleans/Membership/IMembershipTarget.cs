namespace Orleans.Runtime;

internal interface IMembershipTarget : ISystemTarget
{
    /// <summary>The table has at least this version.</summary>
    ValueTask OnChanged(MembershipVersion version);

    ValueTask<SiloStatus> Ping();
}
