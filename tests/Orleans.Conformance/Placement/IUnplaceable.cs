namespace Orleans.Conformance.Placement;

public interface IUnplaceable : IWhere;
