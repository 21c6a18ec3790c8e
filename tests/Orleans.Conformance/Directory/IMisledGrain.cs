namespace Orleans.Conformance.Directory;

public interface IMisledGrain : IRegisteredGrain;
