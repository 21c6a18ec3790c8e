namespace Orleans.Polyfills.Membership.Simulation;

internal sealed class SimTableException() : Exception("The table could not be reached, or its answer did not arrive.");
