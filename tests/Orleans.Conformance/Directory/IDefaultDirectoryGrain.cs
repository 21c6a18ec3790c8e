namespace Orleans.Conformance.Directory;

public interface IDefaultDirectoryGrain : IRegisteredGrain;
