namespace Orleans.Conformance.Placement;

public interface IFilteredPlaced : IWhere;
