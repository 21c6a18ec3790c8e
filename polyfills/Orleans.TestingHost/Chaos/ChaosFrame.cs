namespace Orleans.Polyfill;

/// <summary>A message on its way.</summary>
internal sealed record ChaosFrame(ChaosNode From, ChaosNode To, ReadOnlyMemory<byte> Content, Action<ReadOnlyMemory<byte>> Deliver);
