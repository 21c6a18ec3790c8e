namespace Orleans.Conformance.Directory;

public interface ISharedDirectoryGrain : IRegisteredGrain;
