namespace Orleans;

public interface ISystemTarget : IAddressable;
