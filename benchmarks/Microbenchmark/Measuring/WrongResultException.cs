namespace Microbenchmark.Measuring;

/// <summary>A workload did not compute what it should have.</summary>
internal sealed class WrongResultException(string message) : Exception(message);
