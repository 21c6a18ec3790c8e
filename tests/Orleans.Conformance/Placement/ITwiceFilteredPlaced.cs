namespace Orleans.Conformance.Placement;

public interface ITwiceFilteredPlaced : IWhere;
