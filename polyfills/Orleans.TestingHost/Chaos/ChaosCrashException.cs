using Orleans.Runtime;

namespace Orleans.Polyfill;

/// <summary>Thrown within the remains of a crashed silo while they are disposed of.</summary>
internal sealed class ChaosCrashException(string message) : OrleansException(message);
