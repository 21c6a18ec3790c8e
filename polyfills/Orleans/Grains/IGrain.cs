namespace Orleans;

public interface IGrain : IAddressable;
