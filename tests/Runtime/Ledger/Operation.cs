namespace Orleans.Ray.Tests.Ledger;

/// <summary>One step of a random history: take a demand, or return the n-th that is out.</summary>
/// <param name="IsTake">Whether to take.</param>
/// <param name="Cpu">Ten-thousandths of a CPU.</param>
/// <param name="Gpu">Ten-thousandths of a GPU, where it is a fraction; whole devices in multiples of 10,000.</param>
/// <param name="Custom">Ten-thousandths of the custom resource.</param>
/// <param name="Index">Which to return.</param>
public sealed record Operation(bool IsTake, int Cpu, int Gpu, int Custom, int Index);
