namespace Orleans.Polyfills.Membership.Simulation;

/// <summary>What goes wrong in a simulated cluster. Probabilities are per message or per call.</summary>
internal sealed class SimFaults
{
    public double Loss { get; set; }

    public double GossipLoss { get; set; }

    public TimeSpan MaxLatency { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The table fails, half of the time after it has done what was asked.</summary>
    public double TableFailure { get; set; }

    /// <summary>Messages between silos with different values do not arrive.</summary>
    public Func<SimSilo, int> Side { get; set; } = static _ => 0;
}
