/** Layout of the text is Prettier's; here stand mistakes and names. */
export default {
  extends: ["stylelint-config-standard"],
  rules: {
    // A class is the part's name, with its element and its variant: notice__sheet--part.
    "selector-class-pattern": "^[a-z][a-z0-9]*(-[a-z0-9]+)*(__[a-z0-9]+(-[a-z0-9]+)*)?(--[a-z0-9]+(-[a-z0-9]+)*)?$",
    // Rules stand by screen and part; the order of specificity would tear them apart.
    "no-descending-specificity": null,
    // A line of air says what belongs together.
    "at-rule-empty-line-before": null,
    "comment-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "declaration-empty-line-before": null,
    "rule-empty-line-before": null,
  },
};
